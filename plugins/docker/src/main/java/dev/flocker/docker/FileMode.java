package dev.flocker.docker;

/** Permission bits of a file, written in octal: {@code 0644}. */
public record FileMode(int bits) {

  public static FileMode parse(String text) {
    if (!text.matches("0?[0-7]{3}")) {
      throw new IllegalArgumentException(
          "\"" + text + "\" is no file mode; use three octal digits, such as \"0644\"");
    }
    return new FileMode(Integer.parseInt(text, 8));
  }

  @Override
  public String toString() {
    return String.format("%04o", bits);
  }
}
