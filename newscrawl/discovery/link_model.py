"""Weights of the link model, written by benchmarks/train_links.py.

Learned from the labelled links of palewire/storysniffer, whose licence is this:

The MIT License (MIT)

Copyright (c) 2014 Ben Welsh, PastPages, the Reynolds Journalism Institute and
the Curators of the University of Missouri

Permission is hereby granted, free of charge, to any person obtaining a copy
of this software and associated documentation files (the "Software"), to deal
in the Software without restriction, including without limitation the rights
to use, copy, modify, merge, publish, distribute, sublicense, and/or sell
copies of the Software, and to permit persons to whom the Software is
furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all
copies or substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR
IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY,
FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE
AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER
LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM,
OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE
SOFTWARE.
"""

WEIGHTS = {
    "": -0.45,
    "above:article": 1.722,
    "above:listing": -1.107,
    "above:listing+short": -0.822,
    "above:pastime": -0.356,
    "above:section": 0.608,
    "above:section-path": -1.05,
    "above:section-path+long": -0.355,
    "above:section-path+short": -0.695,
    "above:service": -1.502,
    "above:service+long": -0.871,
    "above:service+short": -0.631,
    "all:section": 0.236,
    "both:00": -0.553,
    "both:01": -0.587,
    "both:02": -0.044,
    "both:03": 0.179,
    "both:10": -0.396,
    "both:11": -0.115,
    "both:12": -0.886,
    "both:13": -0.29,
    "both:21": 0.499,
    "both:22": -0.002,
    "both:23": 0.16,
    "both:30": 0.897,
    "both:31": 0.285,
    "both:32": -0.291,
    "both:33": 0.832,
    "dated": 1.891,
    "dated+slug": 0.073,
    "dated+text": 0.921,
    "depth:0": -0.543,
    "depth:1": -1.043,
    "depth:2": 0.128,
    "depth:3": 0.645,
    "depth:4": 0.759,
    "depth:5": 0.116,
    "digits:1": -0.021,
    "digits:2": -0.514,
    "extension": 0.21,
    "has:listing": 0.672,
    "has:pastime": 0.2,
    "has:section": -0.028,
    "has:section-path": -0.371,
    "has:service": -1.427,
    "is:pastime": -0.157,
    "is:section": 0.235,
    "is:section-path": -0.019,
    "is:service": -0.238,
    "length:0": -1.898,
    "length:1": -0.195,
    "length:2": -0.241,
    "length:3": 0.14,
    "length:4": 0.901,
    "length:5": 1.441,
    "media": 0.186,
    "numbered": 0.901,
    "numbered+slug": -0.425,
    "numbered+text": 0.484,
    "outside": -0.669,
    "query": -0.089,
    "same:1": -0.829,
    "same:2": -0.371,
    "same:3": 0.296,
    "same:4": -0.175,
    "same:5": -0.394,
    "service-host": -0.57,
    "shared:1": -0.743,
    "shared:2": 0.106,
    "shared:3": -0.263,
    "shared:4": -0.122,
    "shared:5": 0.016,
    "slug:0": -0.806,
    "slug:1": -1.27,
    "slug:2": -0.246,
    "slug:3": 0.045,
    "slug:4": 0.695,
    "slug:5": 0.981,
    "slug:6": 0.881,
    "text-has:listing": -0.117,
    "text-has:pastime": -0.47,
    "text-has:section": -0.535,
    "text-has:service": -0.598,
    "text-is:pastime": -0.103,
    "text-is:section": -1.121,
    "text-is:service": -0.377,
    "text-longer": -0.246,
    "text:1": -0.708,
    "text:2": -0.204,
    "text:3": -0.517,
    "text:4": 0.276,
    "text:5": -0.154,
    "text:6": -0.06,
    "text:7": 0.345,
    "text:8": 0.429,
    "text:9": 0.642,
    "text:capitals": 0.155,
    "text:digit": -0.06,
    "text:ends": 0.43,
    "text:marks": 1.058,
    "text:script": 0.008,
    "text:titles": -0.861,
}
