# SPDX-License-Identifier: Apache-2.0
"""Train a small classifier on the bundled digits and print its accuracy."""

import argparse

from sklearn.datasets import load_digits
from sklearn.linear_model import SGDClassifier
from sklearn.model_selection import train_test_split


def train(epochs: int, seed: int) -> float:
    """Return the share of digits that the trained classifier reads right."""
    images, digits = load_digits(return_X_y=True)
    known, unseen, answers, expected = train_test_split(images, digits, random_state=seed)
    classifier = SGDClassifier(max_iter=epochs, random_state=seed).fit(known, answers)
    return float(classifier.score(unseen, expected))


def main() -> None:
    """Read the options, train, report."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--epochs", type=int, default=200)
    parser.add_argument("--seed", type=int, default=7)
    options = parser.parse_args()
    print(f"accuracy={train(options.epochs, options.seed):.4f}")


if __name__ == "__main__":
    main()
