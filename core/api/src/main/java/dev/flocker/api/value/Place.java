package dev.flocker.api.value;

/**
 * Where a thing was written: a file and a position in it, for messages.
 *
 * @param file as the user would name it, relative to where flocker was started
 * @param line counted from 1; 0 when the place is the file as a whole
 * @param column counted from 1; 0 when the place is the line as a whole
 * @since 0.1
 */
public record Place(String file, int line, int column) {

  /** For values that no file holds, such as those that come over the wire. */
  public static final Place NOWHERE = new Place("", 0, 0);

  public static Place of(String file) {
    return new Place(file, 0, 0);
  }

  @Override
  public String toString() {
    if (line == 0) {
      return file;
    }
    return column == 0 ? file + ":" + line : file + ":" + line + ":" + column;
  }
}
