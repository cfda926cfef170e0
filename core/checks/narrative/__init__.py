"""The sentence engine: Chinese financial prose to facts, each with its place in the text.

folding → figures → sentences (skeletons) → facts (amounts, comparisons, shares) → trees (其中)
→ arithmetic (what the figures of a sentence say of each other); counts and claims read what the
rules between forms need.
"""
