/** A timer of systemd's on this machine, for a command that is to run again and again. */
@NullMarked
package dev.flocker.cli.timer;

import org.jspecify.annotations.NullMarked;
