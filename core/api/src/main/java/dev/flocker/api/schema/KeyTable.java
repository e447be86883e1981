package dev.flocker.api.schema;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.List;
import java.util.function.Supplier;

/**
 * On a component of type {@link Values}: the keys of a table stand among the record's own, as if
 * each were an optional component. For records with dozens of keys that are all dealt with alike.
 *
 * @since 0.1
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface KeyTable {

  /** Has a constructor without arguments; lists the keys in the order of the reference. */
  Class<? extends Supplier<List<Key<?>>>> value();
}
