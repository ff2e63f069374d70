"""`python -m etl verify` and `repair` as an operator meets them."""


def test_verify_and_repair_say_what_is_wrong_what_was_done_and_how_it_ended(etl, folder):
    def said(command):
        return etl(command, "--data", folder.root, warehouse=folder.warehouse)

    sound = said("verify")
    assert (sound.code, sound.out.decode().strip(), sound.err) == (0, "no damage found", "")
    file = next(folder.warehouse.glob("r*.duckdb"))
    file.write_bytes(file.read_bytes()[:5000])

    damaged = said("verify")
    assert damaged.code == 1
    (line,) = damaged.out.decode().splitlines()
    assert line == (
        f"{file}: it is not the file that was published (hash differs); run `python -m etl repair`"
    )
    assert etl("export", "series", "--data", folder.root, warehouse=folder.warehouse).code == 1, (
        "a damaged release is not exported, either"
    )

    repaired = said("repair")
    assert repaired.code == 0
    assert repaired.out.decode().splitlines()[-1] == "everything is well again"
    assert said("verify").code == 0


def test_what_only_a_person_can_mend_is_left_and_said(etl, folder):
    (folder.root / "sources" / "one.meta.toml").write_text("", "utf-8")
    left = etl("repair", "--data", folder.root, warehouse=folder.warehouse)
    assert left.code == 1
    assert all(line.startswith("left: ") for line in left.out.decode().splitlines())
    assert "Traceback" not in left.err
