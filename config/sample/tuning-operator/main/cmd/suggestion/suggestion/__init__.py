# SPDX-License-Identifier: Apache-2.0
"""Draw points from a search space."""
