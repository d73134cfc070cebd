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
    "": -0.443,
    "above:article": 1.721,
    "above:listing": -1.108,
    "above:listing+short": -0.822,
    "above:pastime": -0.357,
    "above:section": 0.607,
    "above:section-path": -1.05,
    "above:section-path+long": -0.355,
    "above:section-path+short": -0.695,
    "above:service": -1.502,
    "above:service+long": -0.871,
    "above:service+short": -0.631,
    "all:section": 0.234,
    "both:00": -0.551,
    "both:01": -0.586,
    "both:02": -0.041,
    "both:03": 0.175,
    "both:10": -0.396,
    "both:11": -0.116,
    "both:12": -0.885,
    "both:13": -0.29,
    "both:21": 0.498,
    "both:22": -0.002,
    "both:23": 0.161,
    "both:30": 0.896,
    "both:31": 0.285,
    "both:32": -0.289,
    "both:33": 0.831,
    "dated": 1.889,
    "dated+slug": 0.072,
    "dated+text": 0.922,
    "depth:0": -0.521,
    "depth:1": -1.048,
    "depth:2": 0.123,
    "depth:3": 0.64,
    "depth:4": 0.756,
    "depth:5": 0.116,
    "digits:1": -0.021,
    "digits:2": -0.515,
    "extension": 0.209,
    "has:listing": 0.672,
    "has:pastime": 0.199,
    "has:section": -0.027,
    "has:section-path": -0.371,
    "has:service": -1.426,
    "is:pastime": -0.158,
    "is:section": 0.234,
    "is:section-path": -0.019,
    "is:service": -0.238,
    "length:0": -1.89,
    "length:1": -0.198,
    "length:2": -0.242,
    "length:3": 0.139,
    "length:4": 0.9,
    "length:5": 1.441,
    "media": 0.186,
    "numbered": 0.901,
    "numbered+slug": -0.426,
    "numbered+text": 0.485,
    "outside": -0.669,
    "query": -0.093,
    "same:1": -0.83,
    "same:2": -0.372,
    "same:3": 0.296,
    "same:4": -0.176,
    "same:5": -0.395,
    "service-host": -0.571,
    "shared:1": -0.744,
    "shared:2": 0.106,
    "shared:3": -0.263,
    "shared:4": -0.122,
    "shared:5": 0.016,
    "slug:0": -0.804,
    "slug:1": -1.269,
    "slug:2": -0.247,
    "slug:3": 0.045,
    "slug:4": 0.695,
    "slug:5": 0.981,
    "slug:6": 0.88,
    "text-has:listing": -0.117,
    "text-has:pastime": -0.471,
    "text-has:section": -0.539,
    "text-has:service": -0.604,
    "text-is:pastime": -0.103,
    "text-is:section": -1.124,
    "text-is:service": -0.383,
    "text-longer": -0.246,
    "text:1": -0.707,
    "text:2": -0.2,
    "text:3": -0.514,
    "text:4": 0.276,
    "text:5": -0.155,
    "text:6": -0.062,
    "text:7": 0.344,
    "text:8": 0.429,
    "text:9": 0.641,
    "text:capitals": 0.154,
    "text:digit": -0.061,
    "text:ends": 0.43,
    "text:marks": 1.058,
    "text:script": 0.008,
    "text:titles": -0.863,
}
