# The same line as train.sh, for machines that have R.
cars <- read.csv("data/cars.csv")
fit <- lm(dist ~ speed, cars)
weights <- coef(fit)
writeLines(sprintf(c("slope %.6f", "intercept %.6f"), c(weights[["speed"]], weights[["(Intercept)"]])), "model/line.txt")
cat(sprintf("fitted a line through %d cars\n", nrow(cars)))
cat(sprintf("rmse = %.6f\nr2 = %.6f\nn = %d\n", sqrt(mean(resid(fit)^2)), summary(fit)$r.squared, nrow(cars)))
