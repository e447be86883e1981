package dev.flocker.api.schema;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * On a record with a {@code public static T parse(String)}: a text that this reads may stand for
 * its keys. Where it names a key, the value of that one may stand for them all instead.
 *
 * @since 0.1
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface ShortForm {

  /** A key without which the others mean nothing; empty for a text. */
  String value() default "";
}
