"""Problems of a survey design or an estimate."""

from ruamsuk.lib.problem import ProblemWords
from ruamsuk.lib.text import LocalText

WORDS: dict[str, ProblemWords] = {
    "measure.lonely-cluster": ProblemWords(
        LocalText(
            "มี {count} ชั้นภูมิที่สุ่มได้กลุ่มเดียว จึงคำนวณความคลาดเคลื่อนไม่ได้",
            "Strata with a single cluster: {count}. Their sampling error cannot be computed.",
        ),
        LocalText(
            "รวมชั้นภูมิในคอลัมน์ {column} กับชั้นที่คล้ายกัน หรือเลือก --lonely adjust",
            "Join them with similar strata in column {column}, or choose --lonely adjust.",
        ),
    ),
    "measure.one-cluster": ProblemWords(
        LocalText(
            "ทั้งตารางมีกลุ่มตัวอย่างเพียงกลุ่มเดียว จึงบอกความคลาดเคลื่อนไม่ได้",
            "The whole table holds a single cluster, so there is no sampling error to compute.",
        ),
        LocalText(
            "ถ้านับครบทุกครัวเรือน ให้เอาน้ำหนักและกลุ่มออก ถ้าสุ่มมา ให้เลือก --lonely remove",
            "If everybody was counted, leave weight and cluster out; if not, choose "
            "--lonely remove to go without limits.",
        ),
    ),
    "measure.population": ProblemWords(
        LocalText(
            "จำนวนกลุ่มทั้งหมดในคอลัมน์ {column} น้อยกว่าที่สุ่มมา หรือไม่เท่ากันในชั้นภูมิเดียวกัน",
            "The population of clusters in column {column} is smaller than the sample, "
            "or differs inside a stratum.",
        ),
        LocalText(
            "ใส่จำนวนกลุ่มทั้งหมดของชั้นภูมิ ให้เท่ากันทุกแถวของชั้นนั้น",
            "Give the number of clusters in the whole stratum, the same in all its rows.",
        ),
    ),
    "measure.weight": ProblemWords(
        LocalText(
            "คอลัมน์น้ำหนัก {column} มี {count} แถวที่ว่าง ติดลบ หรือไม่ใช่ตัวเลข",
            "Weight column {column} has {count} rows that are empty, negative or not numbers.",
        ),
        LocalText("ใส่น้ำหนักเป็นเลขตั้งแต่ 0 ขึ้นไปทุกแถว", "Give every row a weight of 0 or more."),
    ),
    "measure.blank": ProblemWords(
        LocalText(
            "คอลัมน์ {column} มี {count} แถวที่ว่าง",
            "Column {column} has {count} empty rows.",
        ),
        LocalText(
            "เติมให้ครบทุกแถว เพราะคอลัมน์นี้บอกรอบหรือวิธีสุ่ม",
            "Fill in every row: the column tells the round, or how the sample was drawn.",
        ),
    ),
    "measure.no-column": ProblemWords(
        LocalText("ไม่พบคอลัมน์ {column} ในตาราง", "The tables have no column {column}."),
        LocalText("คอลัมน์ที่มี: {columns}", "Columns found: {columns}."),
    ),
    "measure.no-table": ProblemWords(
        LocalText(
            "กรอบนี้มีตัวชี้วัดระดับ{level} แต่ยังไม่ได้ให้ตาราง",
            "The framework counts {level} but no such table was given.",
        ),
        LocalText("เพิ่มตารางด้วย {option}", "Add the table with {option}."),
    ),
    "measure.infinite": ProblemWords(
        LocalText(
            "ค่าของตัวชี้วัด {indicator} บางแถวไม่ใช่ตัวเลขปกติ",
            "Some values of indicator {indicator} are not finite numbers.",
        ),
        LocalText("แก้ค่าอนันต์หรือ NaN ในตารางก่อน", "Mend infinite or NaN values in the table first."),
    ),
    "measure.orphans": ProblemWords(
        LocalText(
            "มี {count} คนที่ไม่พบครัวเรือนของเขาในตารางครัวเรือน เช่น {column} = {example}",
            "{count} persons belong to no household of the household table, "
            "such as {column} = {example}.",
        ),
        LocalText(
            "เพิ่มครัวเรือนที่ขาด หรือแก้รหัสให้ตรงกัน",
            "Add the missing households, or make the ids agree.",
        ),
    ),
    "measure.engine": ProblemWords(
        LocalText("ไม่รู้จักเครื่องคำนวณ {engine}", "The engine {engine} is not known."),
        LocalText(
            "ใช้ duckdb หรือ spark://ชื่อเครื่อง:พอร์ต หรือ spark://local",
            "Use duckdb, spark://host:port or spark://local.",
        ),
    ),
    "measure.nobody-scored": ProblemWords(
        LocalText(
            "ไม่มีใครตอบครบทุกตัวชี้วัดของดัชนี จึงลองน้ำหนักแบบอื่นไม่ได้",
            "Nobody has answered all the indicators of the index: there is nothing to weigh.",
        ),
        LocalText(
            "ดูว่าตัวชี้วัดไหนขาดคำตอบมาก แล้วเอาออกจากดัชนีด้วย weight: 0",
            "See which indicator lacks most answers, and leave it out of the index with weight: 0.",
        ),
    ),
    "measure.no-patterns": ProblemWords(
        LocalText(
            "ดัชนีมี {count} ตัวชี้วัด จึงลองน้ำหนักแบบอื่นไม่ได้",
            "The index has {count} indicators, so other weights cannot be tried.",
        ),
        LocalText("ใช้ดัชนีที่มี 1 ถึง {most} ตัวชี้วัด", "Use an index of 1 to {most} indicators."),
    ),
    "measure.no-spark": ProblemWords(
        LocalText("ยังไม่ได้ติดตั้ง Spark", "Spark is not installed."),
        LocalText(
            "ติดตั้งด้วย pip install 'ruamsuk[spark]' และต้องมี Java 17",
            "Install it with pip install 'ruamsuk[spark]'; it needs Java 17.",
        ),
    ),
    "measure.spark-unreachable": ProblemWords(
        LocalText(
            "เปิด Spark ที่ {engine} ไม่ได้ ({reason})",
            "Spark at {engine} could not be opened ({reason}).",
        ),
        LocalText(
            "ตรวจว่าเครื่องกลางเปิดอยู่ และเครื่องนี้มี Java 17 ขึ้นไป",
            "See that the master runs and that this machine has Java 17 or newer.",
        ),
    ),
    "measure.output-format": ProblemWords(
        LocalText(
            "เขียนผลลงแฟ้ม {name} ไม่ได้ เพราะไม่รู้จักนามสกุลนี้",
            "Results cannot be written to {name}: its ending is not known.",
        ),
        LocalText("ใช้ .csv .parquet หรือ .xlsx", "Use .csv, .parquet or .xlsx."),
    ),
    "measure.too-many-rows": ProblemWords(
        LocalText(
            "ผลมี {rows} แถว เกินกว่าที่แผ่นงานเดียวของ {name} รับได้",
            "The results have {rows} rows, more than a worksheet of {name} holds.",
        ),
        LocalText("เขียนเป็น .parquet หรือ .csv แทน", "Write .parquet or .csv instead."),
    ),
    "measure.no-indicators": ProblemWords(
        LocalText(
            "กรอบนี้ยังไม่มีตัวชี้วัด จึงยังไม่มีอะไรให้คำนวณ",
            "The framework has no indicators yet, so there is nothing to compute.",
        ),
        LocalText("เพิ่มตัวชี้วัดอย่างน้อยหนึ่งตัว", "Add at least one indicator."),
    ),
}
