package dev.flocker.api.value;

/**
 * A text that appears in no output, argument list, label or log. It prints as {@link #MASK}; {@link
 * #reveal} is called only where the text leaves for where it is meant.
 *
 * @since 0.1
 */
public record Secret(String reveal) {

  public static final String MASK = "***";

  @Override
  public String toString() {
    return MASK;
  }
}
