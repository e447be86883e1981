package dev.flocker.api.value;

/**
 * A path in a container or on a node: absolute, without {@code .} or {@code ..}.
 *
 * @since 0.1
 */
public record AbsolutePath(String text) {

  public AbsolutePath {
    if (!text.startsWith("/")) {
      throw new IllegalArgumentException("\"" + text + "\" is not absolute; start it with \"/\"");
    }
    for (String part : text.split("/")) {
      if (part.equals(".") || part.equals("..")) {
        throw new IllegalArgumentException(
            "\"" + text + "\" has a \"" + part + "\" in it; write it out");
      }
    }
    if (text.indexOf('\0') >= 0 || text.indexOf('\n') >= 0) {
      throw new IllegalArgumentException("a path holds no line break; remove it");
    }
    text = text.replaceAll("/+", "/");
    if (text.length() > 1 && text.endsWith("/")) {
      text = text.substring(0, text.length() - 1);
    }
  }

  public static AbsolutePath parse(String text) {
    return new AbsolutePath(text);
  }

  @Override
  public String toString() {
    return text;
  }
}
