"""Section 数据: what the figures mean and where they come from."""
