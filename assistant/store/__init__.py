"""What is kept on this device: results of practice, and nothing about a real person."""
