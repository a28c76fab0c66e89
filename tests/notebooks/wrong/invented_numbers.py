"""Prints what a run might have printed."""
print("sum: 500000500000")
print("loop A: 2.4103 s")
print("loop B: 2.4402 s")
print("ratio B / A: 1.0124")
print("The loops are the same program: this is noise.")
print("pauses: [0.041, 0.038, 1.204] ms")
print("default: collections [43, 3, 0]")
print("disable: collections [0, 0, 0]")
