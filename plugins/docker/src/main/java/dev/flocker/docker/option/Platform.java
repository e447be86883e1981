package dev.flocker.docker.option;

import java.util.regex.Pattern;

/** What an image is made for: {@code linux/arm64}, {@code linux/arm/v7}. */
public record Platform(String text) {

  private static final Pattern FORM = Pattern.compile("linux/[a-z0-9]+(/v[0-9]+)?");

  public static Platform parse(String text) {
    if (!FORM.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "\"" + text + "\" is no platform; write one as linux/amd64 or linux/arm/v7");
    }
    return new Platform(text);
  }

  /**
   * Whether an image is for it.
   *
   * @param shown its operating system, processor and variant, with slashes between; the last may be
   *     empty
   */
  public boolean isOf(String shown) {
    return (shown + "/").startsWith(text + "/");
  }

  @Override
  public String toString() {
    return text;
  }
}
