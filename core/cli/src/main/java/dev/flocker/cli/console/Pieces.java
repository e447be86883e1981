package dev.flocker.cli.console;

import dev.flocker.api.Summary.Grade;
import dev.flocker.cli.console.Flow.Piece;
import dev.flocker.cli.state.InstanceText.Label;

/** Paints what is said of resources. */
record Pieces(Console console) {

  Piece status(String status, Grade grade) {
    return new Piece(status, console.paint(paint(grade), status));
  }

  Piece of(Label label) {
    return label.name().isEmpty()
        ? Piece.of(label.value())
        : new Piece(
            label.name() + " " + label.value(),
            console.paint(Paint.FAINT, label.name()) + " " + label.value());
  }

  private static Paint paint(Grade grade) {
    return switch (grade) {
      case OK -> Paint.GOOD;
      case ATTENTION -> Paint.UPDATE;
      case BAD -> Paint.BAD;
    };
  }
}
