"""Section 数据: where figures come in and are taken back, and what each of them means."""
