package dev.flocker.api.value;

import java.util.Locale;

/**
 * What carries data to a port.
 *
 * @since 0.1
 */
public enum Protocol {
  TCP,
  UDP;

  /** As playbooks and the kernel's tools write it: {@code tcp}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
