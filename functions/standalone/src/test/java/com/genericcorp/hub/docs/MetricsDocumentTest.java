package com.genericcorp.hub.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.genericcorp.hub.telemetry.Metric;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class MetricsDocumentTest {

    @Test
    void theDocumentSaysWhatTheCodeSays() throws IOException {
        if (System.getProperty("update") != null) {
            Files.writeString(MetricsDocument.FILE, MetricsDocument.text());
        }

        assertThat(MetricsDocument.FILE).content().isEqualTo(MetricsDocument.text());
    }

    @Test
    void everyMetricIsARowOfIt() throws IOException {
        assertThat(MetricsDocument.read().rows().stream().map(MetricsDocument.Row::name))
                .containsExactlyElementsOf(
                        Arrays.stream(Metric.values()).map(Metric::shown).toList());
    }
}
