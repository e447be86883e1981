package dev.flocker.cli.fake;

import dev.flocker.api.Diff;
import dev.flocker.api.ResourceType;
import dev.flocker.api.schema.Schema;
import java.util.Set;

/** What the fake types have in common. */
abstract class FakeType<D extends Record, S extends Record> implements ResourceType<D, S> {

  private final String name;
  private final Class<D> declared;
  private final Class<S> state;
  private final Set<String> inPlace;

  FakeType(String name, Class<D> declared, Class<S> state, String... inPlace) {
    this.name = name;
    this.declared = declared;
    this.state = state;
    this.inPlace = Set.of(inPlace);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Schema<D> declared() {
    return Schema.of(declared);
  }

  @Override
  public Schema<S> state() {
    return Schema.of(state);
  }

  @Override
  public Diff diff(S want, S have) {
    return Diff.between(state(), want, have, inPlace);
  }
}
