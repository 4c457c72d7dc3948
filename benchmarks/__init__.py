"""What the storage costs, beside the least it could cost. Run with: python -m benchmarks"""
