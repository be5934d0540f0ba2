"""What words in sheets mean."""
