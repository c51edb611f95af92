"""Evaluation of officials (Decree 335/2025/NĐ-CP), out of what the clocks know: pure arithmetic over facts.

`work` has the facts, `policy` and `periods` what they are judged by, `marks`, `products` and `scoring` the
steps from a visit to a score; `evaluating` puts them together.
"""
