"""What is known of the world, as data: places, actors, crosswalks."""
