"""The yardstick: a notice board that has the product's middlewares, one query a page, and nothing else."""
