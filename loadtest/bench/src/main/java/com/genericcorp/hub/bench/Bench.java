package com.genericcorp.hub.bench;

import java.util.List;

/** Something the hub is measured by. Each checks that what it measured did its work, and throws where it did not. */
interface Bench {
    String name();

    List<Line> run(Workplace place) throws Exception;
}
