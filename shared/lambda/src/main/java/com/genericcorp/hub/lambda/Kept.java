package com.genericcorp.hub.lambda;

import java.util.List;

/** What was recorded since it was last taken. */
interface Kept {

    List<Double> take();
}
