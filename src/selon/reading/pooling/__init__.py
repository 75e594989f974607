"""From mentions to events: who was hurt, which mentions are one event, whose voice tells it, when and where it was."""
