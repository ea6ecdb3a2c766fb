"""From sums per cluster to estimates with intervals.

``plan`` says which sums a framework needs and which measures they make; ``sums`` has the database
add them up per cluster; ``cells`` and ``levels`` lay them out; ``variance`` and ``intervals`` turn
them into standard errors and limits; ``change`` and ``decompose`` compare rounds and groups.
"""
