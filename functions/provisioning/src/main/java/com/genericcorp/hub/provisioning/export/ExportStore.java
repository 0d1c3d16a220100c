package com.genericcorp.hub.provisioning.export;

import java.io.IOException;
import java.io.OutputStream;
import java.sql.SQLException;

/** Keeps files under names. A file is there once it is complete, and a file of the same name is replaced. */
interface ExportStore {

    /**
     * Stores what {@code content} writes. When that fails, what was there under {@code name} before is still there, and
     * nothing else.
     *
     * @param name parts of letters, digits and any of {@code -_.}, separated by slashes
     * @return the file's URI
     */
    String store(String name, Content content) throws IOException, SQLException;

    /** Writes a file from its beginning to its end; does not close {@code out}. */
    @FunctionalInterface
    interface Content {
        void writeTo(OutputStream out) throws IOException, SQLException;
    }
}
