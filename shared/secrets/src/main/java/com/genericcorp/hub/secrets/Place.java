package com.genericcorp.hub.secrets;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.errorprone.annotations.CompileTimeConstant;
import java.util.UUID;

/** The table, row and column that a stored secret belongs to. Ciphertext moved elsewhere does not decrypt. */
public record Place(String table, UUID row, String column) {
    public static Place of(@CompileTimeConstant String table, UUID row, @CompileTimeConstant String column) {
        return new Place(table, row, column);
    }

    byte[] associatedData(String tenant) {
        return String.join("\n", tenant, table, row.toString(), column).getBytes(UTF_8);
    }
}
