package com.genericcorp.hub.provisioning.export;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What holds of every place where exports are kept. */
abstract class ExportStoreContract {
    static final String NAME = "exports/ten_1/op_1.jsonl.gz";

    abstract ExportStore store();

    /** Everything that is there, by its name; nothing unfinished. */
    abstract Map<String, byte[]> stored() throws IOException;

    /** Whatever was begun and is neither complete nor gone. */
    abstract int unfinished() throws IOException;

    @Test
    void keepsAFileUnderItsName() throws Exception {
        String place = store().store(NAME, out -> out.write("content".getBytes(UTF_8)));

        assertThat(place).endsWith("/" + NAME);
        assertThat(stored()).containsOnlyKeys(NAME);
        assertThat(stored().get(NAME)).asString().isEqualTo("content");
        assertThat(unfinished()).isZero();
    }

    @Test
    void keepsAnEmptyFile() throws Exception {
        store().store(NAME, out -> {});

        assertThat(stored().get(NAME)).isEmpty();
    }

    @Test
    void keepsFilesThatAreWrittenInManyPieces() throws Exception {
        byte[] content = new byte[(17 << 20) + 12_345];
        new Random(3).nextBytes(content);

        store().store(NAME, out -> {
            out.write(content[0]);
            for (int from = 1; from < content.length; from += 100_000) {
                out.write(content, from, Math.min(100_000, content.length - from));
            }
        });

        assertThat(stored().get(NAME)).isEqualTo(content);
    }

    @Test
    void replacesAFileOfTheSameName() throws Exception {
        store().store(NAME, out -> out.write("a longer one".getBytes(UTF_8)));

        store().store(NAME, out -> out.write("another".getBytes(UTF_8)));

        assertThat(stored().get(NAME)).asString().isEqualTo("another");
    }

    @Test
    void showsNothingBeforeTheFileIsComplete() throws Exception {
        store().store(NAME, out -> {
            out.write(new byte[1 << 20]);
            out.flush();
            assertThat(stored()).isEmpty();
        });

        assertThat(stored()).containsOnlyKeys(NAME);
    }

    @Test
    void leavesNothingOfAFileThatCouldNotBeWritten() throws Exception {
        assertThatThrownBy(() -> store().store(NAME, out -> {
                    out.write(new byte[20 << 20]);
                    throw new IOException("the source broke off");
                }))
                .hasMessage("the source broke off");

        assertThat(stored()).isEmpty();
        assertThat(unfinished()).isZero();
    }

    @Test
    void keepsTheOldFileWhenTheNewOneCouldNotBeWritten() throws Exception {
        store().store(NAME, out -> out.write("old".getBytes(UTF_8)));

        assertThatThrownBy(() -> store().store(NAME, out -> {
                    out.write("new".getBytes(UTF_8));
                    throw new IllegalStateException("no more");
                }))
                .hasMessage("no more");

        assertThat(stored().get(NAME)).asString().isEqualTo("old");
        assertThat(unfinished()).isZero();
    }
}
