package jubatus.jubaload.input;

import java.util.Optional;

/**
 * How files are read.
 *
 * @param format of all files; if empty, as the name of each says
 * @param header whether a table begins with the names of its columns; else they are called 1, 2, ...
 * @param quotes whether a field of a table may stand in quotes
 * @param longestRecord bytes above which a record is a bad line
 */
public record Reading(Optional<Format> format, Columns columns, boolean header, boolean quotes, int longestRecord) {}
