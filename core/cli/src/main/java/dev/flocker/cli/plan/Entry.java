package dev.flocker.cli.plan;

import dev.flocker.api.Declared;
import dev.flocker.api.Ref;
import java.util.Set;

/**
 * A resource that the project is to have, written in a playbook or implied by another one.
 *
 * @param selected false if its {@code when} is false, or that of all that imply it
 * @param tags its own, and those of all that imply it
 * @param stopped whether a playbook wants it stopped
 * @param written whether a playbook writes it
 */
public record Entry(
    Declared<Record> declared,
    boolean selected,
    boolean stopped,
    Set<String> tags,
    boolean written) {
  public Ref ref() {
    return declared.ref();
  }
}
