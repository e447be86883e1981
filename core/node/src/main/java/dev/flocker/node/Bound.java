package dev.flocker.node;

import dev.flocker.api.node.Adoptable;
import dev.flocker.api.node.Describable;
import dev.flocker.api.node.Exposing;
import dev.flocker.api.node.Foreseeable;
import dev.flocker.api.node.Holdable;
import dev.flocker.api.node.NodeHalf;
import dev.flocker.api.node.Preparable;
import dev.flocker.api.node.Quiesceable;
import dev.flocker.api.node.Recallable;
import dev.flocker.api.schema.Schema;

/** A node half, and the schema of the states that it deals with. */
record Bound<S extends Record>(Schema<S> state, NodeHalf<S> half) {

  <C> C as(Class<C> capability) {
    if (capability.isInstance(half)) {
      return capability.cast(half);
    }
    throw new IllegalArgumentException(
        half.getClass().getName() + " is not " + capability.getSimpleName());
  }

  boolean isQuiesceable() {
    return half instanceof Quiesceable<?>;
  }

  @SuppressWarnings("unchecked")
  Quiesceable<S> quiesceable() {
    return as(Quiesceable.class);
  }

  @SuppressWarnings("unchecked")
  Describable<S> describable() {
    return as(Describable.class);
  }

  @SuppressWarnings("unchecked")
  Holdable<S> holdable() {
    return as(Holdable.class);
  }

  @SuppressWarnings("unchecked")
  Exposing<S> exposing() {
    return as(Exposing.class);
  }

  @SuppressWarnings("unchecked")
  Foreseeable<S> foreseeable() {
    return as(Foreseeable.class);
  }

  @SuppressWarnings("unchecked")
  Adoptable<S> adoptable() {
    return as(Adoptable.class);
  }

  @SuppressWarnings("unchecked")
  Preparable<S> preparable() {
    return as(Preparable.class);
  }

  @SuppressWarnings("unchecked")
  Recallable<S> recallable() {
    return as(Recallable.class);
  }
}
