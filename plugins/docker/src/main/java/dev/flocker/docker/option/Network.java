package dev.flocker.docker.option;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The network of a container's own, its node's, or none. */
public enum Network {
  BRIDGE,
  HOST,
  NONE;

  /** Empty for what flocker makes no container with. */
  static Optional<Network> ofDocker(String mode) {
    return Arrays.stream(values()).filter(n -> n.docker().equals(mode)).findFirst();
  }

  String docker() {
    return name().toLowerCase(Locale.ROOT);
  }
}
