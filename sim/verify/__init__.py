"""The proof: every claim to be right, tried again and set beside what it should be.

`catalogue` holds the cases, each a function with an id; `running` runs them; `page` draws what came out. A
case compares simulated figures with exact theory, with a published simulation, or with a record of a real
centre, and every figure stands with its interval.
"""
