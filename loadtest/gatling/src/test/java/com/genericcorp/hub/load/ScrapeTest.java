package com.genericcorp.hub.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ScrapeTest {
    private static final Scrape SCRAPE = new Scrape("""
            # HELP hub_degraded 1 while Redis is away
            # TYPE hub_degraded gauge
            hub_degraded 1.0
            jvm_memory_used_bytes{area="heap",id="G1 Old Gen"} 1.5E6
            jvm_memory_used_bytes{area="nonheap",id="Metaspace"} 7.0
            jvm_memory_used_bytes{area="heap",id="G1 Eden Space"} 5.0E5
            hub_active_tenants NaN
            """);

    @Test
    void sumsTheSamplesThatHaveTheLabel() {
        assertThat(SCRAPE.sum("jvm_memory_used_bytes", "area=\"heap\"")).hasValue(2_000_000);
        assertThat(SCRAPE.sum("hub_degraded", "")).hasValue(1);
    }

    @Test
    void whatIsNotThereIsNothing() {
        assertThat(SCRAPE.sum("hub_degrade", "")).isEmpty();
        assertThat(SCRAPE.sum("hub_active_tenants", "")).isEmpty();
    }
}
