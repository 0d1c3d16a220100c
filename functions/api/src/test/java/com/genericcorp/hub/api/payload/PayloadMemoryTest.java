package com.genericcorp.hub.api.payload;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a hostile payload of 4 MiB may cost: a few copies of it, never what it spells out. */
class PayloadMemoryTest {
    private static final int SIZE = 4 << 20;
    private static final long COPIES = 12;
    private static final PayloadReader READER = PayloadReader.of(List.of("/type", "/number", "/a/b/c"));

    static List<String> bombs() {
        return List.of(
                "9".repeat(SIZE),
                "1e1000000000" + " ".repeat(SIZE),
                "-0." + "1".repeat(SIZE) + "e-2147483648",
                "{\"number\":" + "9".repeat(SIZE) + "}",
                "{\"number\":1e" + "9".repeat(SIZE) + "}",
                "{\"type\":\"" + "x".repeat(SIZE) + "\"}",
                "{\"other\":\"" + "\\u0000".repeat(SIZE / 6) + "\"}",
                "{\"" + "n".repeat(SIZE) + "\":1}",
                "[" + "1e999999999,".repeat(SIZE / 12) + "1]",
                "[" + "[],".repeat(SIZE / 3) + "1]");
    }

    @ParameterizedTest
    @MethodSource("bombs")
    void costsAFewCopiesOfThePayload(String text) {
        byte[] payload = text.getBytes(UTF_8);

        long allocated = allocatedBy(payload);

        assertThat(allocated).isLessThan(COPIES * payload.length);
    }

    @Test
    void keepsNothingOfTheNamesItSkips() {
        StringBuilder text = new StringBuilder(SIZE).append('{');
        for (int i = 0; text.length() < SIZE; i++) {
            text.append('"').append(i).append("\":0,");
        }
        byte[] payload = text.append("\"z\":0}").toString().getBytes(UTF_8);
        READER.read(payload);

        long second = allocatedBy(payload);

        assertThat(second).isLessThan(2 * COPIES * payload.length);
    }

    private static long allocatedBy(byte[] payload) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        READER.read(payload);
        return threads.getCurrentThreadAllocatedBytes() - before;
    }
}
