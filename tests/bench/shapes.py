"""The records of a log in other shapes, so that the truth of one holds for all: shapes.write(SHAPE, CLS, OUT).

CLS is a log of JSON lines as gen_logs.py makes it. Same file, same bytes.
"""
import csv, gzip, json, random, subprocess

STACK = "\n    at com.example.order.OrderService.confirm(OrderService.java:{}) ~[order-service-1.4.2.jar:1.4.2]"
TOPIC = "5f7a1b0e-8c3d-4a57-9b52-6f1f0f6c2c11"


def records(path):
    with open(path, encoding="utf-8", newline="\n") as lines:
        yield from (line[:-1] for line in lines)


def joined(path, out, head, each, between, tail):
    with open(out, "w", encoding="utf-8", newline="") as file:
        file.write(head)
        for number, record in enumerate(records(path)):
            file.write((between if number else "") + each(record))
        file.write(tail)


def packed(record):
    """An export holds a record as a string, its values strings too."""
    members = {name: value if isinstance(value, str) else str(value) for name, value in json.loads(record).items()}
    return json.dumps(json.dumps(members, ensure_ascii=False, separators=(",", ":")), ensure_ascii=False)


def result(number, record):
    return (f'{{"Time":{1793491200000 + number},"TopicId":"{TOPIC}","TopicName":"SCF_logtopic","Source":"10.0.0.7","FileName":"",'
            f'"PkgId":"A6D2F1B7C5E0-{number >> 8:X}","PkgLogId":"{number & 255}","HighLights":null,"LogJson":{packed(record)},'
            f'"HostName":"","RawLog":"","IndexStatus":""}}')


def numbered(make):
    numbers = iter(range(1 << 62))
    return lambda record: make(next(numbers), record)


def indented(record):
    text = json.dumps(json.loads(record), ensure_ascii=False, indent=2)
    return "  " + text.replace("\n", "\n  ")


def table(path, out):
    with open(out, "w", encoding="utf-8", newline="") as file:
        writer = None
        for record in records(path):
            members = json.loads(record)
            if writer is None:
                writer = csv.writer(file)
                writer.writerow(members)
            writer.writerow(members.values())


def real(path, out):
    """Nested values, blanks behind colons, Chinese, long stacks, and members in an order that varies."""
    chance = random.Random(1)
    with open(out, "w", encoding="utf-8", newline="\n") as file:
        for record in records(path):
            members = json.loads(record)
            kind = chance.random()
            if kind < 0.1 and members["SCF_Type"] == "Custom":
                members["SCF_Message"] = "处理订单失败:库存服务超时" + "".join(STACK.format(line) for line in range(chance.randrange(10, 60)))
            elif kind < 0.5 and members["SCF_Type"] == "Custom":
                members["SCF_Message"] = json.dumps({"level": "信息", "msg": members["SCF_Message"], "trace": {"span": f"{chance.getrandbits(64):016x}"}}, ensure_ascii=False)
            names = list(members)
            if chance.random() < 0.3:
                chance.shuffle(names)
            outer = {"__TIMESTAMP__": str(members["SCF_LogTime"]), "__TAG__": {"region": "ap-guangzhou", "appid": 1250000000}}
            outer |= {name: members[name] for name in names}
            file.write(json.dumps(outer, ensure_ascii=False) + "\n")


def write(shape, path, out):
    if shape == "array":
        joined(path, out, "[", str, ",", "]\n")
    elif shape == "array-lines":
        joined(path, out, "[\n", str, ",\n", "\n]\n")
    elif shape == "pretty":
        joined(path, out, "[\n", indented, ",\n", "\n]\n")
    elif shape == "api":
        joined(path, out, '{"Response":{"Analysis":false,"Context":"","ListOver":false,"Results":[', numbered(result), ",", '],"RequestId":"4f2a"}}\n')
    elif shape == "logjson":
        joined(path, out, "", numbered(result), "\n", "\n")
    elif shape == "csv":
        table(path, out)
    elif shape == "real":
        real(path, out)
    elif shape == "gz":
        with open(path, "rb") as plain, gzip.open(out, "wb", 6) as file:
            while piece := plain.read(1 << 20):
                file.write(piece)
    elif shape == "zst":
        subprocess.run(["zstd", "-q", "-f", "-3", path, "-o", out], check=True)
