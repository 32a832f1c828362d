"""How a component is judged: lifecycle, rules, score, effort and rank; one cheap pass over all facts."""
