package com.genericcorp.hub.tenancy;

import java.sql.ResultSet;
import java.sql.SQLException;

/** Reads the current row of a result by hand. */
@FunctionalInterface
public interface Row<T> {
    T read(ResultSet row) throws SQLException;
}
