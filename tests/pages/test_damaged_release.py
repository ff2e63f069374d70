"""A damaged release: readers get one sentence, the operator the way out, and then all is well."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from etl.care.repair import repair
from etl.operations import Office
from storage.warehouse import Warehouse
from tests.crafted import Folder, a_copy, silent
from tests.serving import Dashboard, dashboard, free_port, streamlit
from tests.visiting import Visitor


@pytest.fixture(scope="module")
def spoilt(built_once: Folder, tmp_path_factory: pytest.TempPathFactory) -> Folder:
    return a_copy(built_once, tmp_path_factory.mktemp("damaged") / "folder")


@pytest.fixture(scope="module")
def server(spoilt: Folder) -> Iterator[Dashboard]:
    """A server that finds its release with one byte changed."""
    file = next(spoilt.warehouse.glob("r*.duckdb"))
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(content)
    config = Path(spoilt.root.parent / "config.toml")
    places = f"data_dir = '{spoilt.root}'\nwarehouse_dir = '{spoilt.warehouse}'\n"
    config.write_text(places + f"[access]\naccounts_file = '{spoilt.root / 'a.sqlite'}'\n", "utf-8")
    port = free_port()
    with dashboard(config, port, streamlit(port)) as found:
        yield found


def test_readers_get_one_sentence_until_it_is_repaired(server: Dashboard, spoilt: Folder) -> None:
    with Visitor(server.address).connection() as connection:
        run = connection.run("goals")
        assert run.heading == "数据版本已损坏，暂时无法显示"
        assert "etl repair" in run.html
        assert all(message.WhichOneof("type") != "exception" for message in run.messages)
        assert "Traceback" not in run.html
    assert "hash differs); run `python -m etl repair`" in server.written()
    assert "Traceback" not in server.written()

    repaired = repair(Office(spoilt.root, Warehouse(spoilt.warehouse), 2016), silent)
    assert repaired.left == ()
    with Visitor(server.address).connection() as connection:
        assert "损坏" not in connection.run("goals").heading
