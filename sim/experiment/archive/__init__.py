"""The record of a comparison, kept in a folder: written as replications finish, read again, reproduced."""
