import { a as Command, c as Argument, i as program, l as CommanderError, n as createCommand, o as Option, r as createOption, s as Help, t as createArgument, u as InvalidArgumentError } from "./commander.js";

export { Argument, Command, CommanderError, Help, InvalidArgumentError, InvalidArgumentError as InvalidOptionArgumentError, Option, createArgument, createCommand, createOption, program };