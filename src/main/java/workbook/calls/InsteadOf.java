package workbook.calls;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Marks a method that {@link ReplacedCalls} calls in place of a static method. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface InsteadOf {

    /** The class whose static method of the same name and parameters is replaced. */
    Class<?> value();
}
