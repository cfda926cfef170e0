"""The sentence engine: Chinese financial prose to facts, each with its place in the text.

folding → figures → sentences (skeletons), series (分别) → reading: amounts, versus (比上年), shares
→ facts → trees (其中) → story (all of a text, with the headings above) → arithmetic, which gathers
what the figures of a sentence say of each other: comparing, rates, tallies (counts), totals and
formulas, each as relations with or without a verdict, so that one wrong number is told once.
counts, claims and denials read what the rules between forms need.
"""
