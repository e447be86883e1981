package dev.flocker.docker;

/** Who starts a container again. */
enum Supervisor {
  SYSTEMD,
  DOCKER
}
