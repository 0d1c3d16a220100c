package com.genericcorp.hub.lambda;

import io.micrometer.core.instrument.Meter;
import java.util.List;

/** What was recorded since it was last taken. */
interface Kept extends Meter {

    List<Double> take();
}
