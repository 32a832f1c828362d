"""Keep clones and facts from one run to the next. Order: cache_folder, cache_key, facts_cache."""
