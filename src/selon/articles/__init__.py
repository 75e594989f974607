"""How an article comes in."""
